/** The page without its data: from the phone's store at once, renewed behind its back. */

export const SHELL = "/site/";
const CACHE = "topout-site-shell";

/** Keep the page as it is now; a sign-in page in its place is not kept. */
export async function shellKeep(): Promise<void> {
  const answer = await fetch(SHELL, { credentials: "same-origin" }).catch(() => null);
  if (answer) await kept(answer);
}

async function kept(answer: Response): Promise<void> {
  if (!answer.ok || answer.redirected) return;
  await (await caches.open(CACHE)).put(SHELL, answer.clone());
}

/** How long a network that hardly answers may keep the page from opening. */
const PATIENCE_MS = 1_500;

/**
 * The network's page when it comes soon, else the kept one; whatever comes later is kept for the
 * next time. Signed out, the network's answer is the sign-in page.
 */
export async function shellAnswer(
  request: Request,
  later: (work: Promise<unknown>) => void,
): Promise<Response> {
  const fresh = fetch(request);
  const renewed = fresh.then(kept).catch(() => undefined);
  later(renewed);
  const stored = await (await caches.open(CACHE)).match(SHELL);
  if (!stored) return fresh;
  const patience = new Promise<Response>((resolve) => setTimeout(resolve, PATIENCE_MS, stored));
  return Promise.race([fresh.catch(() => stored), patience]);
}
