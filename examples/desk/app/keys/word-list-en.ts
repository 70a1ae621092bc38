/** 256 short, everyday English words that are hard to mistake for each other; our own choice. */
export const englishWords: readonly string[] = (
  'acorn album amber anchor apple apron arch arrow atlas autumn badge bagel bamboo barn basil basket beard ' +
  'bell bench berry birch blanket blossom boat bonnet book bottle branch bread brick bridge broom brush ' +
  'bubble bucket button cabin cable cactus camel candle canoe canyon carpet carrot castle cedar cello chalk ' +
  'chapel cherry chess chimney cider cinema clay cliff clock cloud clover coast cocoa comet compass copper ' +
  'coral cotton cradle crane crayon cricket crown crystal cup curtain daisy dance dawn desert diary dolphin ' +
  'donkey door dove dragon drawer drum duck dune eagle easel echo elbow elm engine falcon farm feather fern ' +
  'fiddle field fig flag flame flute forest fossil fox frost garden garlic gate ginger glacier glove granite ' +
  'grape gravel guitar hammer harbour harp hazel hedge helmet heron hill honey hood horizon horse island ' +
  'ivory ivy jacket jar jasmine jewel juniper kettle kitchen kite ladder lagoon lake lamp lantern lark ' +
  'laurel lemon letter lily linen lion lobster lotus magnet mango mantle maple marble market marsh meadow ' +
  'melon mint mirror mitten moon moss mountain museum mustard napkin needle nest nickel nutmeg oak oasis ' +
  'ocean olive onion orbit orchard otter oven owl oyster palm panda paper pastry peach pearl pebble pencil ' +
  'pepper piano picnic pigeon pillow pine planet plum pond poppy pottery prairie pumpkin puppet quarry ' +
  'quartz quilt rabbit radish raft rain raven reed ribbon river robin rocket rose saddle saffron sail salmon ' +
  'sand scarf school sesame shell shoe silk silver snow sparrow spoon spring squash sugar thistle ' +
  'ticket tiger tulip tunnel trumpet umbrella valley velvet violin walnut window zebra '
)
  .trim()
  .split(' ')
