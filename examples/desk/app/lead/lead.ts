import {
  approverFrom,
  type CommunityState,
  createSigningKey,
  type Member,
  readSigningKey,
  type Signer,
  type Speaker,
  unsafeExportSigningKey,
} from 'entrenous/trust'
