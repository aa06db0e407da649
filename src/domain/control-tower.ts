/**
 * Whether AWS Control Tower made something of this name. Its mandatory controls forbid to change it, and it repairs what
 * differs: nobody is told to delete it. Source: AWS Control Tower, names of resources in member accounts.
 */
export function isOfControlTower(name: string): boolean {
  return /^aws-controltower-/i.test(name);
}
