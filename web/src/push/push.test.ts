import { afterEach, expect, it, vi } from "vitest";
import { shownOf } from "./notification";
import { addressOf, bytesOf } from "./subscribe";

const SAID = {
  title: "3# 主体封顶 逾期 3 天",
  body: "计划完成 2026-11-20",
  link: "https://topout.example/sign/abc/",
  key: "0f0f",
  language: "zh-hans",
};

afterEach(() => vi.unstubAllGlobals());

it("shows what was pushed, a repeat in place of the first", () => {
  const { title, options } = shownOf(JSON.stringify(SAID));
  expect(title).toBe(SAID.title);
  expect(options).toEqual({
    body: SAID.body,
    tag: SAID.key,
    lang: "zh-hans",
    data: { link: SAID.link },
  });
});

it("shows something for what nobody can read", () => {
  for (const text of ["", "{", "null", "[]", "7", '{"title": 7, "body": null}']) {
    expect(shownOf(text).title).toBe("Topout");
    expect(shownOf(text).options.data.link).toBe("/");
  }
});

it("opens addresses of the web only", () => {
  for (const link of ["javascript:alert(1)", "data:text/html,x", "//evil.example", 7]) {
    expect(shownOf(JSON.stringify({ ...SAID, link })).options.data.link).toBe("/");
  }
});

it("reads the server's key", () => {
  expect([...bytesOf("BP-_")]).toEqual([4, 255, 191]);
});

it("stores a subscription as the server reads it", () => {
  const keys = { p256dh: "BCV", auth: "BTB" };
  const stored = addressOf({ endpoint: "https://push.example/x", expirationTime: null, keys });
  expect(stored.value).toBe("https://push.example/x");
  expect(JSON.parse(stored.secret)).toEqual(keys);
  expect(() => addressOf({ endpoint: "https://push.example/x" })).toThrow();
});

it("shows what comes and opens what is touched", async () => {
  const listeners: Record<string, (event: unknown) => void> = {};
  const showNotification = vi.fn(() => Promise.resolve());
  const openWindow = vi.fn(() => Promise.resolve());
  vi.stubGlobal("registration", { showNotification });
  vi.stubGlobal("clients", { openWindow });
  vi.stubGlobal("addEventListener", (kind: string, listener: (event: unknown) => void) => {
    listeners[kind] = listener;
  });
  await import("./worker");
  const waitUntil = vi.fn();
  listeners.push?.({ waitUntil, data: { text: () => JSON.stringify(SAID) } });
  const { title, options } = shownOf(JSON.stringify(SAID));
  expect(showNotification).toHaveBeenCalledWith(title, options);
  const close = vi.fn();
  listeners.notificationclick?.({ waitUntil, notification: { close, data: options.data } });
  expect(close).toHaveBeenCalled();
  expect(openWindow).toHaveBeenCalledWith(SAID.link);
  expect(waitUntil).toHaveBeenCalledTimes(2);
});
