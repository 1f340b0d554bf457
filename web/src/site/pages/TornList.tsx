/** What is left of a torn database: to be saved as files, and then taken away. */
import { useState } from "react";
import { t } from "../../shared/i18n";
import { type Torn, tornBytes, tornRemove } from "../store/torn";

export function TornList({ torn, canRemove }: { torn: readonly Torn[]; canRemove: boolean }) {
  return (
    <ul className="site-list">
      {torn.map((each) => (
        <li key={`${each.store} ${each.id}`} className="site-entry">
          <TornEntry torn={each} canRemove={canRemove} />
        </li>
      ))}
    </ul>
  );
}

function TornEntry({ torn, canRemove }: { torn: Torn; canRemove: boolean }) {
  const [isFailed, setFailed] = useState(false);
  const save = () => fileSave(torn).catch(() => setFailed(true));
  return (
    <>
      <b dir="auto">{torn.file}</b>
      {isFailed && <span className="failure">{t("site.why.bytes_lost")}</span>}
      <span className="site-tools">
        <button type="button" className="button" onClick={() => void save()}>
          {t("site.saveToPhone")}
        </button>
        {canRemove && (
          <button
            type="button"
            className="button"
            onClick={() => window.confirm(t("site.removeSure")) && void tornRemove(torn)}
          >
            {t("site.remove")}
          </button>
        )}
      </span>
    </>
  );
}

/** Long enough for a browser to take the file. */
const TAKEN_MS = 60_000;

async function fileSave(torn: Torn): Promise<void> {
  const blob = await tornBytes(torn);
  // a file that cannot be read any more is not to be saved as an empty one
  await blob.slice(0, 1).arrayBuffer();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = torn.file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), TAKEN_MS);
}
