/** When it is worth asking again: the network is back, or somebody looks at the page. */

/** Call `look` then, as long as the page can be seen; returns how to stop that. */
export function onWake(look: () => void): () => void {
  const lookWhereSeen = () => {
    if (document.visibilityState === "visible") look();
  };
  window.addEventListener("online", lookWhereSeen);
  document.addEventListener("visibilitychange", lookWhereSeen);
  return () => {
    window.removeEventListener("online", lookWhereSeen);
    document.removeEventListener("visibilitychange", lookWhereSeen);
  };
}
