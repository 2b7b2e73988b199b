package dev.nevus.segment;

class ReferenceSegmenterTest extends SegmenterContract {
  @Override
  protected Segmenter open(ModelInput input) {
    return new ReferenceSegmenter(input);
  }
}
