/** Entry: the officials' board, and the pages that its alerts and mails lead to. */
// first: what the components build on
import "../shared/base.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { Loading, Page } from "../frame/Page";
import { bootRead } from "../shared/boot";
import { wordsLoad } from "../shared/i18n";
import { type Route, routeOf } from "./routes";

const boot = bootRead(document);
wordsLoad(boot.language);
const root = document.getElementById("root");
if (!root) throw new Error("The page has no place for the board.");
const onPage = createRoot(root);
const client = new QueryClient();
/** So long a page waits for what it cannot be without, before it says that it waits. */
const PATIENCE_MS = 300;

function show(page: ReactNode): void {
  const waits = (
    <Page boot={boot}>
      <Loading />
    </Page>
  );
  onPage.render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <Suspense fallback={waits}>{page}</Suspense>
      </QueryClientProvider>
    </StrictMode>,
  );
}

/** The shell's picture stays until all is here: each one in between takes time of the last. */
async function showPart({ load, id }: Route): Promise<void> {
  const { default: Shown, early } = await load();
  if (early) {
    const waited = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    await Promise.race([early(client, id), waited]);
  }
  show(<Shown boot={boot} id={id} />);
}

void showPart(routeOf(window.location.pathname));
