import { expect, it } from "vitest";
import { Problem } from "./api";
import { faultsOf } from "./faults";

const problem = (...errors: [string, string][]) =>
  new Problem(
    400,
    "Bad Request",
    "",
    "",
    "invalid",
    errors.map(([pointer, detail]) => ({ pointer, detail, code: "invalid" })),
  );

it("puts what is said of a field at the field, and then says it nowhere else", () => {
  const error = problem(["/value", "No address."], ["/value", "Too long."], ["/secret", "Short."]);
  expect(faultsOf(error, ["value", "secret"])).toEqual({
    at: { value: "No address. Too long.", secret: "Short." },
    rest: null,
  });
});

it("keeps the whole where some of it has no field here", () => {
  const error = problem(["/value", "No address."], ["/project", "Unknown."]);
  expect(faultsOf(error, ["value"])).toEqual({ at: { value: "No address." }, rest: error });
  const lost = new TypeError("Failed to fetch");
  expect(faultsOf(lost, ["value"])).toEqual({ at: {}, rest: lost });
  expect(faultsOf(problem(), ["value"]).rest).toBeInstanceOf(Problem);
  expect(faultsOf(null, ["value"])).toEqual({ at: {}, rest: null });
});
