/** What recipients are called. */
import { stateOf } from "../shared/addresses";
import type { Destination } from "../shared/destinations";
import { language, t } from "../shared/i18n";
import type { Cast, Recipient } from "./types";

/** A member or a group by its name; what is not there any more by what it was named by. */
export function recipientName({ whom, role, unit, user, contact }: Recipient, cast: Cast): string {
  switch (whom) {
    case "role":
      return role ? t(`roles.${role}`) : "";
    case "unit":
      return unit ?? "";
    case "user":
      return cast.members.find((member) => member.user === user)?.display_name ?? user ?? "";
    case "contact": {
      const group = cast.groups.find((each) => each.id === contact);
      return group ? groupName(group) : t("whom.contact");
    }
    default:
      return t(`whom.${whom}`);
  }
}

/** What is not told says so: nothing goes where no test message has arrived. */
function groupName(group: Destination): string {
  const name = group.label || group.value;
  const state = stateOf(group);
  return state === "proven" ? name : t("groupUnused", { name, why: t(`groupStates.${state}`) });
}

export function listed(names: readonly string[]): string {
  return names.join(language() === "en" ? ", " : "、");
}
