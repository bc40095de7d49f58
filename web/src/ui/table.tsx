import type { ComponentChildren } from "preact";

interface Props {
  caption: string;
  head: string[];
  rows: { key: string; cells: ComponentChildren[] }[];
  /** Shown where there is no row. */
  none: string;
}

export function Table({ caption, head, rows, none }: Props) {
  if (!rows.length) return <p class="none">{none}</p>;
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {head.map((one) => (
            <th key={one} scope="col">
              {one}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            {row.cells.map((cell, index) => (
              <td key={head[index]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
