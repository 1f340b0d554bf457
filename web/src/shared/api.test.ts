import { afterEach, expect, it, vi } from "vitest";
import { csrfOf, get, post, Problem } from "./api";

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
