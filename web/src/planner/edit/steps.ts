/** What an edit asks of the server, step by step, and the steps that bring it back. */
export type List = "activities" | "links";
export type Body = Record<string, string | number | null>;

/** `back` holds what the fields of `body` were. */
export interface Change {
  deed: "change";
  list: List;
  id: number;
  body: Body;
  back: Body;
}

/** A row that never was, or one that is made again: then `was` is the id that it had. */
export interface Making {
  deed: "make";
  list: List;
  body: Body;
  was?: number;
}

/** `body` would make the row again. */
export interface Removal {
  deed: "remove";
  list: List;
  id: number;
  body: Body;
}

export type Step = Change | Making | Removal;

/** One thing that a planner did; it happens as a whole and is undone as a whole. */
export type Edit = readonly Step[];

/** The step that undoes another; `made` is the id of what that one made. */
export function backOf(step: Step, made: number): Step {
  const { list, body } = step;
  switch (step.deed) {
    case "change":
      return { ...step, body: step.back, back: body };
    case "make":
      return { deed: "remove", list, id: made, body };
    case "remove":
      return { deed: "make", list, body, was: step.id };
  }
}

/** The same step over what somebody else made of the row meanwhile. */
export function over(step: Step, theirs: Readonly<Record<string, unknown>>): Step {
  const now = (fields: Body): Body =>
    Object.fromEntries(Object.keys(fields).map((field) => [field, theirs[field] as Body[string]]));
  if (step.deed === "change") return { ...step, back: now(step.body) };
  return step.deed === "remove" ? { ...step, body: now(step.body) } : step;
}

/** Does it ask for something else than what is there? */
export function differs({ body, back }: Change): boolean {
  return Object.entries(body).some(([field, value]) => back[field] !== value);
}
