/** A page of the server's, part by part: paragraphs, points, pairs, tables. Rule names become links. */
import { linked } from "../../ui/linked.tsx";

export interface Block {
  kind: "paragraphs" | "points" | "pairs" | "grid";
  texts?: string[];
  head?: string[];
  rows?: string[][];
}
export interface Part {
  heading: string;
  level: number;
  blocks: Block[];
}

export function PartOf({ part }: { part: Part }) {
  const Heading = part.level <= 2 ? "h3" : "h4";
  return (
    <section class="part">
      <Heading>{linked(part.heading)}</Heading>
      {part.blocks.map((one, index) => (
        <BlockOf key={index} block={one} />
      ))}
    </section>
  );
}

function BlockOf({ block }: { block: Block }) {
  const texts = block.texts ?? [];
  const rows = block.rows ?? [];
  if (block.kind === "paragraphs") return <>{texts.map((one) => <p key={one}>{linked(one)}</p>)}</>;
  if (block.kind === "points") return <ul>{texts.map((one) => <li key={one}>{linked(one)}</li>)}</ul>;
  if (block.kind === "pairs")
    return (
      <dl class="pairs">
        {rows.map(([name = "", said = ""]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{linked(said)}</dd>
          </div>
        ))}
      </dl>
    );
  return (
    <div class="wide" tabIndex={0} role="group">
      <table>
        <thead>
          <tr>{block.head?.map((one) => <th key={one} scope="col">{one}</th>)}</tr>
        </thead>
        <tbody>{rows.map((row, at) => <tr key={at}>{row.map((one, index) => <td key={index}>{linked(one)}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}
