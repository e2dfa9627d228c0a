import type { Department } from './department.ts';

export const beauty: Department = {
  id: 'beauty',
  title: { en: 'Beauty', 'zh-CN': '美妆' },
  categories: [
    { id: 'skin', title: { en: 'Skin care', 'zh-CN': '护肤' } },
    { id: 'bath', title: { en: 'Bath', 'zh-CN': '洗护' } },
  ],
  products: [
    {
      slug: 'camellia-oil',
      category: 'skin',
      price: 15900,
      stock: 140,
      title: { en: 'Camellia face oil', 'zh-CN': '山茶花护肤油' },
      description: { en: 'Cold pressed, without scent, 30 ml.', 'zh-CN': '冷榨无香，三十毫升。' },
    },
    {
      slug: 'rice-cream',
      category: 'skin',
      price: 12900,
      stock: 160,
      title: { en: 'Rice water cream', 'zh-CN': '米水面霜' },
      description: { en: 'A light cream with fermented rice water.', 'zh-CN': '发酵米水，轻盈保湿。' },
    },
    {
      slug: 'sunscreen',
      category: 'skin',
      price: 8900,
      stock: 300,
      title: { en: 'Sunscreen SPF 50', 'zh-CN': '防晒霜' },
      description: { en: 'Clear on all skins, 50 ml.', 'zh-CN': '清透不泛白，五十毫升。' },
    },
    {
      slug: 'jade-roller',
      category: 'skin',
      price: 9900,
      stock: 190,
      title: { en: 'Jade roller', 'zh-CN': '玉石按摩滚轮' },
      description: { en: 'Two stones on a quiet hinge.', 'zh-CN': '双头玉石，滚动静音。' },
    },
    {
      slug: 'olive-soap',
      category: 'bath',
      price: 5900,
      stock: 280,
      title: { en: 'Olive soap, three bars', 'zh-CN': '橄榄皂三块装' },
      description: {
        en: 'Boiled for ten days and dried for six months.',
        'zh-CN': '慢煮十日，自然风干半年。',
      },
    },
    {
      slug: 'bath-salts',
      category: 'bath',
      price: 4900,
      stock: 230,
      title: { en: 'Bath salts with ginger', 'zh-CN': '生姜浴盐' },
      description: { en: 'Six hundred grams of warm, dry ginger salts.', 'zh-CN': '温暖驱寒，六百克装。' },
    },
    {
      slug: 'bamboo-towel',
      category: 'bath',
      price: 7900,
      stock: 3,
      title: { en: 'Bamboo towels, a pair', 'zh-CN': '竹纤维毛巾两条' },
      description: { en: 'Soft, thin and quick to dry.', 'zh-CN': '柔软轻薄，速干。' },
    },
    {
      slug: 'hair-comb',
      category: 'bath',
      price: 6900,
      stock: 170,
      title: { en: 'Sandalwood comb', 'zh-CN': '檀木梳' },
      description: { en: 'Green sandalwood that keeps its scent.', 'zh-CN': '绿檀木，久留清香。' },
    },
  ],
};
