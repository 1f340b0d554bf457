import { expect, test } from "vitest";
import { rimSpeed } from "./rim";

const speed = (at: number, from = 300) => rimSpeed(at, from, 40, 600);

test("what is held in the middle moves nothing, at a rim the chart moves on", () => {
  expect([speed(300), speed(500), speed(100)]).toEqual([0, 0, 0]);
  expect([speed(584), speed(600), speed(900)]).toEqual([7, 14, 14]);
  expect([speed(56), speed(40), speed(-200)]).toEqual([-7, -14, -14]);
});

test("what is taken hold of at a rim moves nothing while it is led away from there", () => {
  expect([speed(595, 595), speed(580, 595), speed(598, 595)]).toEqual([0, 0, 14]);
  expect([speed(50, 45), speed(42, 45)]).toEqual([0, -14]);
});
