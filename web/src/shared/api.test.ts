import { afterEach, expect, it, vi } from "vitest";
import { csrfOf, get, post, Problem, problemOf } from "./api";

afterEach(() => vi.unstubAllGlobals());

function answer(status: number, body: string, type: string) {
  const fetch = vi.fn(async () => new Response(body, { status, headers: { "Content-Type": type } }));
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

it("sends the CSRF token with a write", async () => {
  const fetch = answer(200, '{"id": 1}', "application/json");
  await expect(post("/api/v1/alerts/1/acknowledge/", { comment: "" }, "abc")).resolves.toEqual({
    id: 1,
  });
  const [, init] = fetch.mock.calls[0] as unknown as [string, RequestInit];
  expect(init.headers).toMatchObject({ "X-CSRFToken": "abc" });
});

it("turns problem+json into an error that can be read", async () => {
  const body = JSON.stringify({ title: "Conflict", detail: "Already closed.", status: 409 });
  answer(409, body, "application/problem+json");
  await expect(get("/api/v1/portfolio/")).rejects.toMatchObject({
    status: 409,
    message: "Already closed.",
  });
});

it("survives an error page that is no JSON", async () => {
  answer(502, "<h1>Bad gateway</h1>", "text/html");
  await expect(get("/api/v1/portfolio/")).rejects.toBeInstanceOf(Problem);
});

it.each([
  ["20", 20_000],
  [new Date(Date.now() + 60_000).toUTCString(), 59_000],
  ["soon", 0],
  ["-5", 0],
])("knows how long the server asks to wait: %s", async (said, least) => {
  const headers = { "Retry-After": said };
  const { waitMs } = await problemOf(new Response("", { status: 503, headers }));
  expect(waitMs).toBeGreaterThanOrEqual(least - 1000);
  expect(waitMs).toBeLessThanOrEqual(least + 1000);
});

it("keeps the number of a request that failed, from the body or from the header", async () => {
  answer(500, '{"request_id": "4f3a"}', "application/problem+json");
  await expect(get("/api/v1/portfolio/")).rejects.toMatchObject({ requestId: "4f3a" });
  const headers = { "X-Request-ID": "77aa" };
  vi.stubGlobal("fetch", async () => new Response("", { status: 502, headers }));
  await expect(get("/api/v1/portfolio/")).rejects.toMatchObject({ requestId: "77aa" });
});

it("reads the CSRF token that is valid now", () => {
  expect(csrfOf("theme=dark; csrftoken=abc; django_language=en")).toBe("abc");
  expect(csrfOf("xcsrftoken=no")).toBe("");
});
