import type { AnyProblem, Order } from '@cartless/api-client';
import { RETURN_REASONS, ReturnReason, rule, text } from '@cartless/domain';
import * as z from 'zod/mini';
import { SendForm } from '../app/send-form.tsx';
import { shop } from '../app/shop.ts';
import { useShopForm } from '../app/shop-form.ts';
import { useWishKey } from '../app/wish-key.ts';
import { Button } from '../design/button.tsx';
import { SelectField, TextArea } from '../design/field.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { useSavedOrder } from './order-query.ts';
import styles from './orders.module.css';
import type { ReturnableLine } from './returnable.ts';

const Wanted = z.object({
  units: z.array(z.int()).check(
    rule((units) => units.some((quantity) => quantity > 0), {
      en: 'Choose what goes back.',
      'zh-CN': '请选择要退回的商品。',
    }),
  ),
  reasonCode: ReturnReason,
  comment: z.optional(text(1000, 0)),
});
type Out = z.infer<typeof Wanted>;
type Values = { units: string[]; reasonCode: Out['reasonCode']; comment: string };

const said = ({ units, ...values }: Values): object => ({ ...values, units: units.map(Number) });

type Props = Readonly<{ order: Order; lines: readonly ReturnableLine[]; onDone: () => void }>;

/** Asks to send units back; several returns of one order stand beside each other. */
export function ReturnForm({ order, lines, onDone }: Props) {
  const t = useTexts('orders');
  const keep = useSavedOrder();
  const keyOf = useWishKey();
  const form = useShopForm<Values, Out>(Wanted, {
    defaultValues: {
      units: lines.map(() => (lines.length === 1 ? '1' : '0')),
      reasonCode: 'no-longer-wanted',
      comment: '',
    },
    said,
  });
  const { errors } = form.formState;
  const send = async ({ units, reasonCode, comment }: Out): Promise<AnyProblem | undefined> => {
    const items = lines.flatMap(({ productId, variantId }, n) => {
      const quantity = units[n] ?? 0;
      return quantity > 0 ? [{ productId, ...(variantId !== undefined && { variantId }), quantity }] : [];
    });
    const body = {
      items,
      reason: t(`reasons.${reasonCode}`),
      reasonCode,
      ...(comment !== undefined && comment !== '' && { comment }),
    };
    const params = { path: { orderId: order.orderId }, header: keyOf(body) };
    const { data, error } = await shop.post('/orders/{orderId}/returns', { params, body });
    if (data === undefined) return error;
    keep(data);
    onDone();
    return undefined;
  };
  return (
    <SendForm
      form={form}
      send={send}
      act={t('askReturn')}
      acts={<Button onClick={onDone}>{t('back')}</Button>}
    >
      <fieldset className={styles['stack']}>
        <legend>{t('whatGoesBack')}</legend>
        {lines.map(({ productId, variantId, title, left }, n) => (
          <SelectField
            key={`${productId} ${variantId ?? ''}`}
            {...form.register(`units.${n}`)}
            label={title}
            error={n === 0 ? (errors.units as { message?: string } | undefined)?.message : undefined}
          >
            {Array.from({ length: left + 1 }, (_, count) => (
              <option key={count} value={String(count)}>
                {t('units', { count })}
              </option>
            ))}
          </SelectField>
        ))}
      </fieldset>
      <SelectField {...form.register('reasonCode')} label={t('why')} error={errors.reasonCode?.message}>
        {RETURN_REASONS.map((reason) => (
          <option key={reason} value={reason}>
            {t(`reasons.${reason}`)}
          </option>
        ))}
      </SelectField>
      <TextArea
        {...form.register('comment')}
        label={t('comment')}
        error={errors.comment?.message}
        maxLength={1000}
        optional
      />
    </SendForm>
  );
}
