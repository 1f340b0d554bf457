/** Why the server did not do what was asked, in its own words, beside what asked for it. */
import { isSignedOut, Problem } from "../shared/api";
import type { Boot } from "../shared/boot";
import { t } from "../shared/i18n";
import { SignInAgain } from "./SignInAgain";

interface Props {
  error: unknown;
  /** The words around the server's `{{detail}}`. */
  words: string;
  boot: Boot;
}

export function Refusal({ error, words, boot }: Props) {
  if (!error) return null;
  const detail = error instanceof Problem ? error.inWords : t("noAnswer");
  return (
    <p className="failure" role="alert">
      {isSignedOut(error) ? <SignInAgain boot={boot} /> : t(words, { detail })}
    </p>
  );
}
