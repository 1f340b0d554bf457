import { describe, expect, it } from "vitest";
import { animatedWebp, stillOf } from "./animated";

/** A still of 3 by 2 whose compressed bytes are made up: nothing here decodes them. */
function still(width: number, height: number, extra = 1): Uint8Array {
  const payload = [0, 0, 0, 0x9d, 0x01, 0x2a, width & 0xff, width >> 8, height & 0xff, height >> 8];
  const data = [...payload, ...Array.from({ length: extra }, () => 7)];
  const padded = data.length % 2 ? [...data, 0] : data;
  const text = (word: string) => [...word].map((letter) => letter.charCodeAt(0));
  const size = (length: number) => [length & 0xff, length >> 8, 0, 0];
  const body = [...text("WEBP"), ...text("VP8 "), ...size(data.length), ...padded];
  return Uint8Array.from([...text("RIFF"), ...size(body.length), ...body]);
}

const words = (bytes: Uint8Array) => String.fromCharCode(...bytes);

describe("an animation of stills", () => {
  it("holds each still's own bytes in a frame", () => {
    const made = animatedWebp([still(30, 20), still(30, 20, 4)], 700);
    expect(words(made.subarray(0, 4))).toBe("RIFF");
    expect(new DataView(made.buffer).getUint32(4, true)).toBe(made.length - 8);
    expect(words(made).match(/ANMF/g)).toHaveLength(2);
    expect(words(made).match(/VP8 /g)).toHaveLength(2);
  });

  it("is as large as its largest still, with the others in its middle", () => {
    const made = animatedWebp([still(40, 20), still(20, 20)], 700);
    const view = new DataView(made.buffer);
    // canvas: behind RIFF, VP8X and its flags
    expect([view.getUint16(24, true) + 1, view.getUint16(27, true) + 1]).toEqual([40, 20]);
    const second = words(made).lastIndexOf("ANMF") + 8;
    // told in halves
    expect(made[second]).toBe(5);
  });

  it("reads the size of a still", () => {
    expect(stillOf(still(300, 2))).toMatchObject({ width: 300, height: 2, alpha: false });
  });

  it("refuses what is no picture, and nothing", () => {
    expect(() => animatedWebp([Uint8Array.from([1, 2, 3])], 700)).toThrow(RangeError);
    expect(() => stillOf(still(0, 0))).toThrow(RangeError);
    expect(() => animatedWebp([], 700)).toThrow(RangeError);
  });
});
