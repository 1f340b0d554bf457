/** An alert's life, the oldest first: who, when, by which channel, and what was said. */
import { dayInWords, momentInWords } from "../shared/dates";
import { language, t } from "../shared/i18n";
import { listed, worded } from "./names";
import { type Line, timeline } from "./timeline";
import type { Life } from "./types";

const WHYS: Partial<Record<Line["what"], string>> = {
  closed: "closedWhy",
  climbed: "climbedWhy",
  undelivered: "undeliveredWhy",
};

function sentence(line: Line, today: string): string {
  const group = WHYS[line.what];
  const why = group ? worded(group, line.why) : "";
  return t(`life.${line.what}`, {
    who: listed(line.who),
    why,
    channel: line.channel ? worded("channels", line.channel) : "",
    level: line.step ?? "",
    day: line.until ? dayInWords(line.until, language(), today) : "",
  });
}

interface Props {
  life: Life;
  zone: string;
  today: string;
}

export function LifeList({ life, zone, today }: Props) {
  return (
    <section className="alert-life" aria-labelledby="life">
      <h3 id="life">{t("lifeTitle")}</h3>
      {life.more && <p className="quiet">{t("lifeMore")}</p>}
      <ol>
        {timeline(life.happenings).map((line, at) => (
          <li key={`${line.at} ${at}`} className={`life-${line.what}`}>
            <time dateTime={line.at}>{momentInWords(line.at, language(), today, zone)}</time>
            <p>{sentence(line, today)}</p>
            {line.text && <blockquote>{line.text}</blockquote>}
          </li>
        ))}
      </ol>
    </section>
  );
}
