/** Actions of IAM as policies name them: in any case, with `*` for any characters and `?` for one. */

/** Whether an action exists that both name. */
export function overlap(a: string, b: string): boolean {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  if (differEarly(left, right)) return false;
  // reached[j]: the part of `left` before i and the part of `right` before j can be the same text.
  let reached = Array.from({ length: right.length + 1 }, (_, j) => /^\**$/.test(right.slice(0, j)));
  for (let i = 1; i <= left.length; i++) {
    const before = reached;
    const star = left[i - 1] === '*';
    reached = [star && before[0] === true];
    for (let j = 1; j <= right.length; j++) {
      const isStar = star || right[j - 1] === '*';
      reached[j] = isStar
        ? before[j] === true || reached[j - 1] === true
        : before[j - 1] === true && isSame(i - 1, j - 1);
    }
  }
  return reached[right.length] === true;

  function isSame(i: number, j: number): boolean {
    return left[i] === right[j] || left[i] === '?' || right[j] === '?';
  }
}

/** Whether everything that `narrow` names is named by `wide`. A no may be wrong where both have wildcards, a yes never. */
export function covers(wide: string, narrow: string): boolean {
  const [outer, inner] = [wide.toLowerCase(), narrow.toLowerCase()];
  if (differEarly(outer, inner)) return false;
  const expression = outer.replace(/[.*?+^${}()|[\]\\]/g, (character) => {
    if (character === '*') return '.*';
    return character === '?' ? '[^*]' : `\\${character}`;
  });
  return new RegExp(`^${expression}$`).test(inner);
}

/** Before the first wildcard of either, as nearly all pairs do: each action is compared with each other one in every plan. */
function differEarly(a: string, b: string): boolean {
  for (let i = 0; i < a.length && i < b.length; i++) {
    if (isWildcard(a[i]) || isWildcard(b[i])) return false;
    if (a[i] !== b[i]) return true;
  }
  return false;
}

function isWildcard(character: string | undefined): boolean {
  return character === '*' || character === '?';
}
