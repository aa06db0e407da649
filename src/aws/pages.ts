interface Page<Item> {
  readonly items: readonly Item[] | undefined;
  readonly next: string | undefined;
}

/** All items of all pages. AWS may send an empty page with a token: only an absent token is the end. */
export async function listAll<Item>(readPage: (token: string | undefined) => Promise<Page<Item>>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const items of pagesOf(readPage)) all.push(...items);
  return all;
}

/** Page by page, for those who may stop early. */
export async function* pagesOf<Item>(
  readPage: (token: string | undefined) => Promise<Page<Item>>,
): AsyncGenerator<readonly Item[]> {
  let token: string | undefined;
  do {
    const page = await readPage(token);
    yield page.items ?? [];
    token = page.next || undefined;
  } while (token !== undefined);
}
