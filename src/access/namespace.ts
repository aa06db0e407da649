/** `ssh-keygen -Y sign -n` of this name: a signature that was made for git or for mail is none of a review. */
export const NAMESPACE = 'metsuke-access-review';
