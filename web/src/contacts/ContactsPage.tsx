/** Where the reader is told: his addresses, each proven before it is used. */
import { Loading, Page } from "../frame/Page";
import { Trouble } from "../frame/Trouble";
import type { Boot } from "../shared/boot";
import { timeOf } from "../shared/dates";
import { t, wordsAdd } from "../shared/i18n";
import * as addressWords from "../shared/i18n/addressWords";
import * as words from "../shared/i18n/contactWords";
import { AddContact } from "./AddContact";
import { ContactRow } from "./ContactRow";
import { PreferencesForm } from "./PreferencesForm";
import { ThisBrowser } from "./ThisBrowser";
import { useContacts } from "./useContacts";
import { usePreferences } from "./usePreferences";
import "../shared/Panel.css";
import "./ContactsPage.css";

wordsAdd(addressWords);
wordsAdd(words);

export default function ContactsPage({ boot }: { boot: Boot }) {
  const { data, error, isPending, dataUpdatedAt, refetch } = useContacts();
  const choices = usePreferences();
  const time = data ? timeOf(new Date(dataUpdatedAt).toISOString()) : "";
  const retry = () => void Promise.all([refetch(), choices.refetch()]);
  return (
    <Page boot={boot}>
      <Trouble error={error ?? choices.error} time={time} boot={boot} onRetry={retry} />
      {isPending && <Loading />}
      {data && (
        <div className="contacts-page">
          <h2>{t("contactsTitle")}</h2>
          <p className="quiet">{t("contactsExplain")}</p>
          {data.length === 0 && <p className="panel quiet">{t("contactsNone")}</p>}
          <ul className="addresses">
            {data.map((contact) => (
              <ContactRow key={contact.id} contact={contact} boot={boot} />
            ))}
          </ul>
          <AddContact boot={boot} />
          <ThisBrowser boot={boot} />
          {choices.data && <PreferencesForm said={choices.data} contacts={data} boot={boot} />}
        </div>
      )}
    </Page>
  );
}
