/** That the server is at it; with a limit, how much of its time has gone. */
import { useEffect, useState } from "react";

const TICK_MS = 250;

interface Props {
  words: string;
  /** How long it may take at the most, in seconds. */
  limit?: number;
}

export function Working({ words, limit }: Props) {
  const [gone, setGone] = useState(0);
  useEffect(() => {
    const since = Date.now();
    const clock = window.setInterval(() => setGone((Date.now() - since) / 1000), TICK_MS);
    return () => window.clearInterval(clock);
  }, []);
  return (
    <div className="panel-working">
      <span role="status">{words}</span>
      <progress
        aria-label={words}
        {...(limit === undefined ? {} : { max: limit, value: Math.min(gone, limit) })}
      />
    </div>
  );
}
