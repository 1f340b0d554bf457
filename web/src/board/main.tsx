/** Entry: the officials' board. */
// first: what the components build on
import "../../static/web/tokens.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { bootRead } from "../shared/boot";
import { wordsLoad } from "../shared/i18n";
import { Board } from "./Board";

const boot = bootRead(document);
wordsLoad(boot.language);
const root = document.getElementById("root");
if (!root) throw new Error("The page has no place for the board.");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <Board boot={boot} />
    </QueryClientProvider>
  </StrictMode>,
);
