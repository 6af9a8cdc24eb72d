import type { ComponentChild } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatCell } from '../../../core/table/formatCell';
import type { Judgement } from '../../../core/table/judgement';
import type { TableData } from '../../../core/table/tableData';
import { plainText } from '../text/parseMarkdown';
import { RichText } from '../text/richText';

interface FactCellProps {
  readonly judgement: Judgement;
  readonly column: number;
  readonly row: number;
}

/** A param, a digest, a commit …, with a mark when it is not what the baseline has. */
export function FactCell({ judgement, column, row }: FactCellProps): ComponentChild {
  const value = judgement.data.fact(column, row);
  const isDifferent = judgement.isDifferent(column, row);
  const shown = value === undefined ? null : formatCell(value);
  return (
    <span class={isDifferent ? 'fact different' : 'fact'} title={shown?.title ?? shown?.text}>
      <span class="different-slot" aria-hidden="true">
        {isDifferent ? '≠' : ''}
      </span>
      {shown === null ? <span class="absent">not set</span> : <span class="fact-text">{shown.text}</span>}
      {isDifferent ? <span class="spoken">, differs from the baseline</span> : null}
    </span>
  );
}

/** What versions of a group have in common, or in how many ways they differ. */
export function SharedFactCell({
  data,
  column,
  rows,
}: {
  readonly data: TableData;
  readonly column: number;
  readonly rows: readonly number[];
}): ComponentChild {
  const codes = new Set(rows.map((row) => data.code(column, row)));
  const value = data.fact(column, rows[0] ?? -1);
  const shown = value === undefined ? null : formatCell(value);
  return (
    <span class="fact">
      <span class="different-slot" />
      {codes.size > 1 ? (
        <span class="absent">{codes.size} values</span>
      ) : shown === null ? (
        <span class="absent">not set</span>
      ) : (
        <span class="fact-text" title={shown.title ?? shown.text}>
          {shown.text}
        </span>
      )}
    </span>
  );
}

/** One line of a documentation text. */
export function TextCell({ text }: { readonly text: string | null }): ComponentChild {
  return text === null ? <NotWritten /> : <OneLine text={plainText(text)} />;
}

interface WholeTextCellProps {
  readonly text: string | null;
  /** Shows all of it elsewhere. */
  onOpen(): void;
}

/** A documentation text with its paragraphs, as much as its row is high: what is longer fades out. */
export function WholeTextCell({ text, onOpen }: WholeTextCellProps): ComponentChild {
  const end = useRef<HTMLSpanElement>(null);
  const [isCut, setIsCut] = useState(false);
  useLayoutEffect(() => {
    const cell = end.current?.closest('.text-cell') ?? null;
    setIsCut(cell !== null && cell.scrollHeight > cell.clientHeight + 1);
  }, [text]);
  if (text === null) {
    return <NotWritten />;
  }
  return (
    <>
      <RichText source={text} />
      <span ref={end} hidden />
      {isCut ? (
        <span class="text-rest">
          <button type="button" class="link" tabIndex={-1} onClick={onOpen}>
            Read all of it
          </button>
        </span>
      ) : null}
    </>
  );
}

function NotWritten(): ComponentChild {
  return <span class="absent">not written</span>;
}

function OneLine({ text }: { readonly text: string }): ComponentChild {
  return (
    <span class="fact-text" title={text}>
      {text}
    </span>
  );
}
