/** Why a line of a block cannot be made: a word of `rows.faults`, and what of it is meant. */
export class LineRefused extends Error {
  constructor(
    readonly fault: string,
    readonly said = "",
  ) {
    super(fault);
  }
}
