import { BUNDLE } from './bundle.ts';
import type { SignatureAlgorithm } from './signer.ts';

// Commands that a cover page shows, to be pasted into bash in the folder of the bundle. They need openssl, gzip and the
// usual text tools, and nothing of ours: a reader who does not trust us must still come to a result. A test runs them.
// What stands in a digest is the choice of who wrote it: no key from elsewhere than the folder of keys, no control characters.

export const VERIFY_MANIFEST = `sha256sum --quiet --check ${BUNDLE.manifest} && echo "every file is as it was sealed"
sha256sum ${BUNDLE.manifest}`;

export function verifySignature(algorithm: SignatureAlgorithm): string {
  const { manifest, signature, signer } = BUNDLE;
  return algorithm === 'ed25519'
    ? `openssl pkeyutl -verify -pubin -inkey ${signer} -rawin -in ${manifest} -sigfile ${signature}`
    : `openssl dgst -sha256 -verify ${signer} -signature ${signature} ${manifest}`;
}

/** What CloudTrail signed, put together again: end, place, hash of the inflated digest, signature of the one before. */
export const VERIFY_DIGESTS = `work=$(mktemp -d)
field() { sed -n 's/.*"'"$1"'" *: *"\\([^"]*\\)".*/\\1/p' "$2" | head -n 1; }
find ${BUNDLE.objects} -path '*/CloudTrail-Digest/*.json.gz' | sort | while read -r digest; do
  gzip -dc "$digest" > "$work/digest"
  previous=$(field previousDigestSignature "$work/digest")
  printf '%s\\n%s/%s\\n%s\\n%s' "$(field digestEndTime "$work/digest")" "$(field digestS3Bucket "$work/digest")" \\
    "$(field digestS3Object "$work/digest")" "$(sha256sum < "$work/digest" | cut -c1-64)" "\${previous:-null}" > "$work/text"
  field signature "$digest.metadata.json" | xxd -r -p > "$work/signature"
  key=${BUNDLE.publicKeys}/$(field digestPublicKeyFingerprint "$work/digest" | tr -cd 0-9a-f).pem
  if [ "${BUNDLE.objects}/$(field digestS3Object "$work/digest")" = "$digest" ] &&
    openssl dgst -sha256 -verify "$key" -signature "$work/signature" "$work/text" > /dev/null 2>&1
  then echo "signed by CloudTrail: $digest"
  else echo "NOT SIGNED: $digest"
  fi
done | tr -d '\\000-\\010\\013-\\037\\177'`;

/** Every log file that a digest lists; one that is not in the bundle was delivered outside of its period. */
export const VERIFY_LOGS = `find ${BUNDLE.objects} -path '*/CloudTrail-Digest/*.json.gz' | sort | while read -r digest; do
  { gzip -dc "$digest"; echo; } | tr '{' '\\n' |
    sed -n 's/.*"s3Object" *: *"\\([^"]*\\)".*"hashValue" *: *"\\([^"]*\\)".*/\\2 \\1/p' |
    while read -r hash log; do
      if [ ! -e "${BUNDLE.objects}/$log" ]; then echo "not in this bundle: $log"
      elif [ "$(gzip -dc "${BUNDLE.objects}/$log" | sha256sum | cut -c1-64)" = "$hash" ]; then echo "unchanged: $log"
      else echo "CHANGED: $log"
      fi
    done
done | tr -d '\\000-\\010\\013-\\037\\177'`;
