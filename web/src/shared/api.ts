/** The one way to the API: session cookie, CSRF header, problem+json as an error. */

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    /** What the server calls this request; its log says more under the same name. */
    readonly requestId: string,
  ) {
    super(detail || title);
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = response.headers.get("Content-Type")?.includes("json")
    ? await response.json().catch(() => null)
    : null;
  const said = (body ?? {}) as { title?: string; detail?: string; request_id?: string };
  return new Problem(
    response.status,
    said.title ?? response.statusText,
    said.detail ?? "",
    said.request_id ?? response.headers.get("X-Request-ID") ?? "",
  );
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(path, {
    headers: { Accept: "application/json" },
    ...(signal ? { signal } : {}),
  });
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as T;
}

/** The cookie is renewed by a sign-in in another tab; what the page was loaded with is not. */
export function csrfOf(cookies: string): string {
  return /(?:^|; )csrftoken=([^;]*)/.exec(cookies)?.[1] ?? "";
}

export async function post<T>(path: string, body: unknown, csrf: string): Promise<T> {
  const response = await fetch(path, {
    method: "POST",
    headers: {
      Accept: "application/json",
      "Content-Type": "application/json",
      "X-CSRFToken": csrf,
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as T;
}
