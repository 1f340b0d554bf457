import { expect, test } from "vitest";
import type { Project } from "../../../frame/useProject";
import { changesOf, shownOf } from "./draft";

const project = {
  data_date: "2026-11-19",
  planned_start: null,
  calendar: 3,
  critical_by: "float",
  near_critical_float_days: null,
} as unknown as Project;

test("a form asks for what differs, in the API's types", () => {
  expect(changesOf(project, {})).toEqual({});
  expect(changesOf(project, { data_date: "2026-11-19", planned_start: "" })).toEqual({});
  expect(
    changesOf(project, {
      data_date: "",
      planned_start: "2026-12-01",
      calendar: "4",
      critical_by: "",
      near_critical_float_days: "2.5",
    }),
  ).toEqual({
    data_date: null,
    planned_start: "2026-12-01",
    calendar: 4,
    critical_by: "",
    near_critical_float_days: 2.5,
  });
});

test("what nobody touched is shown as it is stored", () => {
  expect(shownOf(project, {}, "calendar")).toBe("3");
  expect(shownOf(project, { calendar: "" }, "calendar")).toBe("");
  expect(shownOf(project, {}, "planned_start")).toBe("");
});
