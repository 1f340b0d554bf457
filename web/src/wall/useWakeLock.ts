/** Keep the screen awake while a page is shown. */
import { useEffect, useState } from "react";

/** Whether the browser has granted it; the lock ends when the tab is hidden and is asked for anew. */
export function useWakeLock(): boolean {
  const [awake, setAwake] = useState(false);
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let left = false;
    const ask = async () => {
      if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
      // refused on a low battery: the page works all the same, and says so
      lock = await navigator.wakeLock.request("screen").catch(() => null);
      if (left) return void lock?.release();
      lock?.addEventListener("release", () => setAwake(false));
      setAwake(lock !== null);
    };
    void ask();
    document.addEventListener("visibilitychange", ask);
    return () => {
      left = true;
      document.removeEventListener("visibilitychange", ask);
      void lock?.release();
    };
  }, []);
  return awake;
}
