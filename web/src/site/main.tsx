/** Entry: the phone of a site manager. It opens and takes reports without a network. */
// first: what the components build on
import "../shared/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { bootRead } from "../shared/boot";
import { wordsAdd, wordsLoad } from "../shared/i18n";
import { languageKept } from "./sync/language";
import { workerStart } from "./sync/worker";
import { Rescue } from "./pages/Rescue";
import { Site } from "./Site";
import { words } from "./words";

const boot = bootRead(document);
// the page itself may be an older one, from the phone
wordsLoad(languageKept(document.cookie) ?? boot.language);
wordsAdd(words);
document.documentElement.lang = languageKept(document.cookie) === "en" ? "en" : "zh-Hans";
const root = document.getElementById("root");
if (!root) throw new Error("The page has no place for the phone's pages.");
createRoot(root).render(
  <StrictMode>
    <Rescue>
      <Site boot={boot} />
    </Rescue>
  </StrictMode>,
);
workerStart();
