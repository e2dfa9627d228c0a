import { dataKey } from './data-key.ts';
import { encrypt } from './encrypt.ts';
import { keepPrivateAndNotForEver } from './keeping.ts';
import { giveKeyRights } from './key-rights.ts';
import { takeOutMakingOfGroups } from './log-groups.ts';
import { takeOutSpareRole } from './spare-role.ts';
import { type CompiledTemplate, ofType } from './template.ts';
import { requireTls } from './transport.ts';

/** The settings of a stack that its protection stands on. */
export type Protection = Readonly<{
  app: string;
  stage: string;
  /** `custom.dataKey`: `no`, `yes`, or the ARN of a key. */
  dataKey: unknown;
  /** `custom.stageKey`: the key's own resources, in the one stack that brings it when the setting is `yes`. */
  stageKey?: CompiledTemplate | undefined;
}>;

/**
 * Protects what a compiled template holds: no role that nobody has or that may make log groups, TLS for everything with a policy of its own, no public bucket, nothing kept for
 * ever, and, when the stage has a key, tables, queues, topics, logs and buckets encrypted with it, and the rights of the
 * functions to use it. Once or several times, it comes to the same.
 *
 * @throws Error saying what a template lacks
 */
export function protect(template: CompiledTemplate, settings: Protection): void {
  if (settings.dataKey === undefined)
    throw new Error(
      'the service says nothing of the key of its data; set custom.dataKey as common.yml has it',
    );
  takeOutSpareRole(template);
  takeOutMakingOfGroups(template);
  requireTls(template);
  keepPrivateAndNotForEver(template);
  const brought = settings.dataKey === 'yes' ? settings.stageKey : undefined;
  if (brought !== undefined) Object.assign(template.Resources, structuredClone(brought.Resources));
  const key = dataKey(settings.dataKey, { ...settings, ownId: brought && keyId(brought) });
  if (key === undefined) return;
  encrypt(template, key);
  giveKeyRights(template, key);
}

function keyId(template: CompiledTemplate): string {
  const [[id] = []] = ofType(template, 'AWS::KMS::Key');
  if (id === undefined) throw new Error('custom.stageKey holds no AWS::KMS::Key');
  return id;
}
