/** The one way to the API: session cookie, CSRF header, problem+json as an error. */

export interface FieldError {
  /** JSON pointer to the value that is wrong. */
  pointer: string;
  code: string;
  detail: string;
}

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    /** What the server calls this request; its log says more under the same name. */
    readonly requestId: string,
    readonly code = "",
    readonly errors: readonly FieldError[] = [],
    /** The whole answer: some problems name the rows that they are about. */
    readonly body: Readonly<Record<string, unknown>> = {},
    /** For how long the server asks not to be asked again (ms); 0 where it does not say. */
    readonly waitMs = 0,
  ) {
    super(detail || title);
  }

  /** What the fields say where they do, else what the whole says. */
  get inWords(): string {
    const fields = this.errors.map(({ detail }) => detail).filter(Boolean);
    return fields.length ? fields.join(" ") : this.message;
  }
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof Problem && error.status === 401;
}

/** Twice for a server that stumbled; what it refused it will refuse again. */
export function mayTryAgain(failures: number, error: Error): boolean {
  return failures < 2 && !(error instanceof Problem && error.status < 500);
}

export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = response.headers.get("Content-Type")?.includes("json")
    ? await response.json().catch(() => null)
    : null;
  const said = (body ?? {}) as {
    title?: string;
    detail?: string;
    request_id?: string;
    code?: string;
    errors?: FieldError[];
  };
  return new Problem(
    response.status,
    said.title ?? response.statusText,
    said.detail ?? "",
    said.request_id ?? response.headers.get("X-Request-ID") ?? "",
    said.code ?? "",
    said.errors ?? [],
    said as Record<string, unknown>,
    waitOf(response.headers.get("Retry-After") ?? "", Date.now()),
  );
}

/** `Retry-After` in ms: seconds, or a date, which a proxy may send. */
function waitOf(said: string, now: number): number {
  const ms = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - now;
  return Math.max(0, ms) || 0;
}

/** Without headers of its own: a browser takes what the shell preloaded only for the same request. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(path, signal ? { signal } : {});
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as T;
}

/** The cookie is renewed by a sign-in in another tab; what the page was loaded with is not. */
export function csrfOf(cookies: string): string {
  return /(?:^|; )csrftoken=([^;]*)/.exec(cookies)?.[1] ?? "";
}

interface Write {
  method: "POST" | "PATCH" | "PUT" | "DELETE";
  csrf: string;
  body?: unknown;
  /** The version that was read; the server refuses what would overwrite a newer one. */
  version?: number;
  /** What lets the server do it once, however often it is sent. */
  key?: string;
}

export async function write<T>(path: string, { method, csrf, body, version, key }: Write): Promise<T> {
  const response = await fetch(path, {
    method,
    headers: {
      Accept: "application/json",
      "Content-Type": "application/json",
      "X-CSRFToken": csrf,
      ...(version === undefined ? {} : { "If-Match": `"${version}"` }),
      ...(key === undefined ? {} : { "Idempotency-Key": key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw await problemOf(response);
  return (response.status === 204 ? null : await response.json()) as T;
}

export function post<T>(path: string, body: unknown, csrf: string): Promise<T> {
  return write<T>(path, { method: "POST", body, csrf });
}
