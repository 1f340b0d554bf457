/** One recipient of a level: of which kind, and which one of it. */
import { t } from "../shared/i18n";
import { destinationsPath } from "../shared/projectPaths";
import { recipientName } from "./recipients";
import type { Cast, Recipient } from "./types";

const WHOM = [
  "lead_unit",
  "supervising_unit",
  "responsible",
  "role",
  "unit",
  "user",
  "contact",
] as const satisfies readonly Recipient["whom"][];
const ROLES = ["site_manager", "planner", "official", "viewer", "project_admin"] as const;

interface Props {
  recipient: Recipient;
  level: number;
  cast: Cast;
  onChange: (recipient: Recipient) => void;
  onRemove: () => void;
}

interface Option {
  value: string;
  label: string;
  recipient: Recipient;
}

/** Everyone of a kind that needs one to be chosen; none where the kind alone says who. */
function optionsOf(whom: Recipient["whom"], cast: Cast): Option[] | null {
  const option = (value: string, recipient: Recipient): Option => ({
    value,
    label: recipientName(recipient, cast),
    recipient,
  });
  switch (whom) {
    case "role":
      return ROLES.map((role) => option(role, { whom, role }));
    case "unit": {
      const units = new Set(cast.members.map((member) => member.unit ?? "").filter(Boolean));
      return [...units].map((unit) => option(unit, { whom, unit }));
    }
    case "user":
      return cast.members.map(({ user }) => option(user, { whom, user }));
    case "contact":
      return cast.groups.map(({ id, channel }) => {
        const group = option(String(id), { whom, contact: id });
        return { ...group, label: `${group.label} · ${t(`channels.${channel}`)}` };
      });
    default:
      return null;
  }
}

function valueOf({ whom, role, unit, user, contact }: Recipient): string {
  const named = { role, unit, user, contact };
  return String((whom in named && named[whom as keyof typeof named]) || "");
}

export function RecipientField({ recipient, level, cast, onChange, onRemove }: Props) {
  const options = optionsOf(recipient.whom, cast);
  const value = valueOf(recipient);
  const label = t("recipientKind", { level });
  const known = options?.some((option) => option.value === value);
  return (
    <p className="rule-recipient">
      <select
        aria-label={label}
        value={recipient.whom}
        onChange={(event) => {
          const whom = WHOM.find((each) => each === event.target.value) ?? recipient.whom;
          onChange({ whom });
        }}
      >
        {WHOM.map((whom) => (
          <option key={whom} value={whom}>
            {t(`whom.${whom}`)}
          </option>
        ))}
      </select>
      {options && (
        <select
          aria-label={`${label}: ${t(`whom.${recipient.whom}`)}`}
          required
          value={value}
          onChange={(event) => {
            const found = options.find((option) => option.value === event.target.value);
            if (found) onChange(found.recipient);
          }}
        >
          <option value="">{t("choose")}</option>
          {/* named earlier, and not among them any more */}
          {value && !known && <option value={value}>{recipientName(recipient, cast)}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
      {recipient.whom === "contact" && cast.groups.length === 0 && (
        // in a tab of its own: the rule is half written here
        <a href={destinationsPath(cast.project)} target="_blank">
          {t("groupsNone")}
        </a>
      )}
      <button
        type="button"
        className="button button-plain"
        aria-label={t("recipientRemove")}
        onClick={onRemove}
      >
        ×
      </button>
    </p>
  );
}
