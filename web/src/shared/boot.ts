/** What the server writes into the page: who is looking, in which language, with which token. */
import { csrfOf } from "./api";
import type { Language } from "./dates";

export interface Boot {
  user: string;
  language: Language;
  csrf: string;
  /** Empty where the reader may not go. */
  urls: {
    board: string;
    inbox: string;
    contacts: string;
    site: string;
    signIn: string;
    signOut: string;
    language: string;
    admin: string;
    mail: string;
  };
}

export function bootRead(document: Document): Boot {
  const text = document.getElementById("boot")?.textContent;
  if (!text) throw new Error("The page carries no boot data.");
  return JSON.parse(text) as Boot;
}

/** The token to send with a write: the one that is valid now, where the browser tells it. */
export function csrfNow(boot: Boot): string {
  return csrfOf(document.cookie) || boot.csrf;
}
