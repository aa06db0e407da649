/** SNS took nothing but ASCII as the subject of a mail for years, and mail programs still garble the rest. */
export function ascii(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** SNS: "less than 100 characters". */
const LONGEST_SUBJECT = 99;

/** Begins with a letter, number or punctuation mark, as SNS demands, and has one line. */
export function subjectOf(text: string): string {
  const line = ascii(text);
  return line.length <= LONGEST_SUBJECT ? line : `${line.slice(0, LONGEST_SUBJECT - 3).trimEnd()}...`;
}
