/** What a push message says, as a notification to show; the server's web_push.py writes it. */

export interface Shown {
  title: string;
  options: { body: string; tag: string; lang: string; data: { link: string } };
}

/** Only an address of the web is ever opened; anything else leads home. */
function linkOf(said: unknown): string {
  return typeof said === "string" && /^https?:\/\//.test(said) ? said : "/";
}

function textOf(said: unknown): string {
  return typeof said === "string" ? said : "";
}

/** A push must show something, or browsers take the right to push away: also for unreadable ones. */
export function shownOf(text: string): Shown {
  let said: Record<string, unknown> = {};
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found === "object" && found !== null) said = found as Record<string, unknown>;
  } catch {
    // shown without words
  }
  return {
    title: textOf(said.title) || "Topout",
    options: {
      body: textOf(said.body),
      // a repeat takes the place of the first and makes no second sound
      tag: textOf(said.key) || "topout",
      lang: textOf(said.language),
      data: { link: linkOf(said.link) },
    },
  };
}
