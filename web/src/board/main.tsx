/** Entry: the officials' board, and the pages that its alerts and mails lead to. */
// first: what the components build on
import "../shared/base.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { Loading, Page } from "../frame/Page";
import { bootRead } from "../shared/boot";
import { wordsLoad } from "../shared/i18n";
import { Board } from "./Board";
import { routeOf } from "./routes";

const boot = bootRead(document);
wordsLoad(boot.language);
const root = document.getElementById("root");
if (!root) throw new Error("The page has no place for the board.");
const route = routeOf(window.location.pathname);
const waits = (
  <Page boot={boot}>
    <Loading />
  </Page>
);
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <Suspense fallback={waits}>
        {route ? <route.Shown boot={boot} id={route.id} /> : <Board boot={boot} />}
      </Suspense>
    </QueryClientProvider>
  </StrictMode>,
);
