import type { ShipmentRecord } from '../carrier-state.ts';
import type { Simulator } from '../simulator.ts';
import { findTracker, showTracker } from '../tracking/find-tracker.ts';

/** The shipment as the API shows it, with its tracker and label. */
export function showShipment(simulator: Simulator, record: ShipmentRecord): Record<string, unknown> {
  const { shipment, trackerId, label } = record;
  const tracked = trackerId === null ? null : findTracker(simulator, trackerId);
  const fee = (type: string, amount: string): Record<string, unknown> => ({
    object: 'Fee',
    type,
    amount,
    charged: true,
    refunded: shipment.refund_status !== null,
  });
  return {
    ...shipment,
    status: tracked?.tracker.status ?? 'unknown',
    tracker: tracked === null ? null : showTracker(simulator, tracked),
    postage_label: label === null ? null : showLabel(simulator, label),
    fees:
      shipment.selected_rate === null
        ? []
        : [fee('LabelFee', '0.00000'), fee('PostageFee', `${shipment.selected_rate.rate}000`)],
    return_address: shipment.from_address,
    buyer_address: shipment.to_address,
    customs_info: shipment.customs_info ?? null,
    insurance: null,
    order_id: null,
    batch_id: null,
    batch_status: null,
    batch_message: null,
    scan_form: null,
    forms: [],
    usps_zone: 4,
  };
}

const showLabel = (
  simulator: Simulator,
  label: NonNullable<ShipmentRecord['label']>,
): Record<string, unknown> => ({
  id: label.id,
  object: 'PostageLabel',
  created_at: label.createdAt,
  updated_at: label.createdAt,
  date_advance: 0,
  integrated_form: 'none',
  label_date: label.createdAt,
  label_resolution: 300,
  label_size: '4x6',
  label_type: 'default',
  label_file_type: 'text/html',
  label_url: `${simulator.url}/labels/${label.id}`,
  label_pdf_url: label.pdf ? `${simulator.url}/labels/${label.id}/pdf` : null,
  label_zpl_url: null,
  label_epl2_url: null,
  label_file: null,
});
