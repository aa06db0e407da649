// Memory is only ever taken. What is too big for good is got rid of together with the whole instance.
let top: usize = (__heap_base + 63) & ~63;

export function allocate(size: usize): usize {
  const at = top;
  top = (top + size + 63) & ~63;
  const missing = <i32>((top + 0xffff) >> 16) - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) unreachable();
  return at;
}
