import { type CompiledTemplate, ofType } from '../protection/template.ts';

/**
 * Lets nothing begin by itself: whatever is written at home arrives here too, and would be told and done twice. The address of the
 * shop is that of the other region.
 */
export function putToSleep(template: CompiledTemplate): void {
  for (const [, properties] of ofType(template, 'AWS::Lambda::EventSourceMapping'))
    properties['Enabled'] = false;
  for (const [, properties] of ofType(template, 'AWS::Events::Rule')) properties['State'] = 'DISABLED';
  for (const [, properties] of ofType(template, 'AWS::CloudFront::Distribution'))
    delete (properties['DistributionConfig'] as Record<string, unknown>)['Aliases'];
}
