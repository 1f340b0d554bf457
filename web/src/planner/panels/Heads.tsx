/** The head of a table of figures: what a row is, and what its numbers are. */
export function Heads({ first, numbers }: { first: string; numbers: readonly string[] }) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {numbers.map((each) => (
          <th key={each} scope="col" className="panel-number">
            {each}
          </th>
        ))}
      </tr>
    </thead>
  );
}
