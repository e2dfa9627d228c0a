import {
  CreatePolicyVersionCommand,
  DeletePolicyVersionCommand,
  type IAMClient,
  ListPolicyVersionsCommand,
  paginateListPolicies,
} from '@aws-sdk/client-iam';
import { fenceDocument, fenceName, type FenceState } from '@cartless/infrastructure';

/** IAM keeps so many versions of a policy. */
const MOST_VERSIONS = 5;

/**
 * Sets the fence of a region. IAM is the account's, so that this works while the region itself does not answer, and holds for its
 * functions when it comes back.
 *
 * @throws Error when the region has no fence: no platform of the stage was deployed there
 */
export async function setFence(
  iam: IAMClient,
  { stage, region }: Readonly<{ stage: string; region: string }>,
  state: FenceState,
): Promise<void> {
  const name = fenceName('cartless', stage, region);
  const PolicyArn = await policyNamed(iam, name);
  if (PolicyArn === undefined)
    throw new Error(`There is no ${name}; deploy the platform of ${stage} to ${region} first.`);
  const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
  const oldest = Versions.filter(({ IsDefaultVersion }) => IsDefaultVersion !== true).toSorted(
    (one, other) => (one.CreateDate?.getTime() ?? 0) - (other.CreateDate?.getTime() ?? 0),
  )[0];
  if (Versions.length >= MOST_VERSIONS && oldest !== undefined)
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: oldest.VersionId }));
  const PolicyDocument = JSON.stringify(fenceDocument(state));
  await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: true }));
}

async function policyNamed(client: IAMClient, name: string): Promise<string | undefined> {
  for await (const { Policies = [] } of paginateListPolicies({ client }, { Scope: 'Local' })) {
    const found = Policies.find(({ PolicyName }) => PolicyName === name);
    if (found !== undefined) return found.Arn;
  }
  return undefined;
}
