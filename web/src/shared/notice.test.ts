import { expect, it } from "vitest";
import { noticeOf, placeOf } from "./notice";

const BOTH = "示例数据，结构参考公开报道。\nSample data, structure as reported.";

it("shows a two-language notice in the reader's language", () => {
  expect(noticeOf(BOTH, "zh-hans")).toBe("示例数据，结构参考公开报道。");
  expect(noticeOf(BOTH, "en")).toBe("Sample data, structure as reported.");
});

it("shows the other language rather than nothing", () => {
  expect(noticeOf("示例数据", "en")).toBe("示例数据");
  expect(noticeOf("Sample data", "zh-hans")).toBe("Sample data");
});

it("names a place in one language", () => {
  const place = "潍坊综合保税区 · Weifang Comprehensive Bonded Zone";
  expect(placeOf(place, "zh-hans")).toBe("潍坊综合保税区");
  expect(placeOf(place, "en")).toBe("Weifang Comprehensive Bonded Zone");
  expect(placeOf("Weifang · Shandong", "zh-hans")).toBe("Weifang · Shandong");
});
