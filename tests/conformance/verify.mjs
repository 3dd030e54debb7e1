// Verifies a credential with the library of Digital Bazaar, which knows nothing of ours.
// Standard input: {credential, didDocument, contexts}; exit code 0 if it is valid.
import {readFileSync} from 'node:fs';
import * as vc from '@digitalbazaar/vc';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';

const {credential, didDocument, contexts} = JSON.parse(readFileSync(0, 'utf8'));

// The library brings its own copy of the W3C's contexts; all else is given, nothing is fetched.
async function documentLoader(url) {
  const method = didDocument.verificationMethod.find(({id}) => id === url);
  const context = 'https://w3id.org/security/multikey/v1';
  const document =
    method ? {'@context': context, ...method} :
    url === didDocument.id ? didDocument :
    contexts[url];
  return document ?
    {contextUrl: null, documentUrl: url, document} : vc.defaultDocumentLoader(url);
}

const result = await vc.verifyCredential({
  credential,
  suite: new DataIntegrityProof({cryptosuite}),
  documentLoader,
  // Whether it was revoked is asked of the list of the issuer, which is not part of this test.
  checkStatus: async () => ({verified: true}),
});
if (!result.verified) {
  console.error(result.error?.errors?.map(({message}) => message).join('\n') ?? result.error);
  process.exit(1);
}
