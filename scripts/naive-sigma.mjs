// Sigma as its specification reads, event by event and without SQL: what the translation is held against.

/** Whether an event is found by a rule that counts nothing. */
export function isFound({ detection }, event) {
  const { condition, timeframe: _, ...selections } = detection;
  return evaluate(condition, (name) => isSelected(selections[name], event), Object.keys(selections));
}

function isSelected(selection, event) {
  if (Array.isArray(selection)) return selection.some((each) => isSelected(each, event));
  if (typeof selection !== 'object' || selection === null) return hasWord(String(selection), event);
  return Object.entries(selection).every(([field, values]) => isMatched(field, values, event));
}

function isMatched(given, values, event) {
  const [name, ...modifiers] = given.split('|');
  const list = Array.isArray(values) ? values : [values];
  const found = name === '' ? [] : valuesAt(event, name.split('.'));
  if (modifiers.includes('exists')) return found.length > 0 === (values === true);
  const one = (value) => (name === '' ? hasWord(String(value), event) : isEqual(found, value, modifiers, event));
  return modifiers.includes('all') ? list.every(one) : list.some(one);
}

function isEqual(found, value, modifiers, event) {
  if (value === null) return found.length === 0;
  const flags = modifiers.includes('cased') ? 's' : 'is';
  if (modifiers.includes('re')) return found.some((each) => new RegExp(String(value)).test(each));
  if (modifiers.includes('cidr')) return found.some((each) => isWithin(each, String(value)));
  const wanted = modifiers.includes('fieldref')
    ? valuesAt(event, String(value).split('.')).map(literal)
    : [wildcard(String(value))];
  const [before, after] = [/contains|endswith/, /contains|startswith/].map((open) =>
    modifiers.some((each) => open.test(each)) ? '.*' : '',
  );
  return wanted.some((text) => found.some((each) => new RegExp(`^${before}${text}${after}$`, flags).test(each)));
}

/** Names in any case, since a column has none; of a list, each element. */
function valuesAt(value, path) {
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, path));
  if (value === null || value === undefined) return [];
  if (path.length === 0) return typeof value === 'object' ? [JSON.stringify(value)] : [String(value)];
  if (typeof value !== 'object') return [];
  return valuesAt(
    value[path[0]] ?? value[Object.keys(value).find((key) => key.toLowerCase() === path[0].toLowerCase())],
    path.slice(1),
  );
}

function hasWord(word, event) {
  return new RegExp(wildcard(word), 'is').test(JSON.stringify(event));
}

function wildcard(text) {
  return text.replaceAll(/\\[*?\\]|[\s\S]/g, (part) => {
    if (part === '*') return '.*';
    return part === '?' ? '.' : literal(part.length === 2 ? part[1] : part);
  });
}

function literal(text) {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

function isWithin(address, cidr) {
  const [network, bits] = cidr.split('/');
  const [own, other] = [address, network].map(numberOf);
  const size = 2 ** (32 - Number(bits));
  return !Number.isNaN(own) && Math.floor(own / size) === Math.floor(other / size);
}

function numberOf(address) {
  const octets = /^\d+\.\d+\.\d+\.\d+$/.test(address) ? address.split('.').map(Number) : [Number.NaN];
  return octets.reduce((sum, octet) => sum * 256 + octet, 0);
}

/** `a and not (1 of b* or c)` */
function evaluate(condition, isTrue, names) {
  const words = condition.match(/[()]|[^\s()]+/g) ?? [];
  const next = () => words.shift() ?? '';
  const is = (word) => words[0]?.toLowerCase() === word;
  const matching = (pattern) =>
    names.filter((name) => pattern === 'them' || new RegExp(`^${wildcard(pattern)}$`).test(name));
  const either = () => {
    let value = both();
    while (is('or') && next()) value = both() || value;
    return value;
  };
  const both = () => {
    let value = one();
    while (is('and') && next()) value = one() && value;
    return value;
  };
  const one = () => {
    if (is('not')) return next() && !one();
    if (!is('(')) return is('1') || is('any') || is('all') ? several() : isTrue(next());
    next();
    const value = either();
    next();
    return value;
  };
  const several = () => {
    const isEvery = next().toLowerCase() === 'all';
    next();
    const found = matching(next()).map(isTrue);
    return isEvery ? found.every(Boolean) : found.some(Boolean);
  };
  return either();
}
