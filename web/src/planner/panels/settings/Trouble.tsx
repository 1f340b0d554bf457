/** Why the plan cannot be computed, with a way to each activity that has to do with it. */
import { Refusal } from "../../../frame/Refusal";
import { Problem } from "../../../shared/api";
import type { Boot } from "../../../shared/boot";
import { t } from "../../../shared/i18n";

interface Named {
  id: number;
  code: string;
}

/** A loop's activities in the order of work, or those whose dates lie where they may not. */
export function namedIn({ body }: Problem): Named[] {
  const links = (body["links"] ?? []) as { predecessor: number; predecessor_code: string }[];
  const loop = links.map(({ predecessor, predecessor_code }) => ({
    id: predecessor,
    code: predecessor_code,
  }));
  return [...loop, ...((body["activities"] ?? []) as Named[])];
}

interface Props {
  error: Error | null;
  boot: Boot;
  onGo: (activity: number) => void;
}

export function Trouble({ error, boot, onGo }: Props) {
  const named = error instanceof Problem ? namedIn(error) : [];
  return (
    <>
      <Refusal error={error} words="refused" boot={boot} />
      {named.length > 0 && (
        <ul className="settings-named" aria-label={t("settings.named")}>
          {named.map(({ id, code }, at) => (
            <li key={at}>
              <button type="button" className="button-plain" onClick={() => onGo(id)}>
                {code}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
