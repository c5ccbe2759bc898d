package io.hopguard.examples.picture;

import java.util.List;

/**
 * States in the course of time, each with a lane of its own.
 *
 * @param frame what is around them
 * @param states all that there are, the lowest first
 * @param colours theirs
 * @param seen the state at each sample
 */
record Lanes(Frame frame, List<String> states, List<String> colours, List<String> seen) implements Diagram {

    @Override
    public String svg(List<Band> bands) {
        StringBuilder inside = new StringBuilder();
        double high = (double) Frame.DOWN / states.size();
        for (int lane = 0; lane <= states.size(); lane++) {
            double bottom = Frame.TOP + Frame.DOWN - lane * high;
            inside.append(Frame.line(bottom, ""));
            if (lane < states.size()) {
                String state = states.get(lane);
                inside.append(Frame.label(bottom - high / 2, state.replace('_', ' ')));
                inside.append(boxes(state, colours.get(lane), bottom - high * 0.85, high * 0.7));
            }
        }
        return frame.around(inside.toString(), bands);
    }

    /** A box from each sample in the state to the next sample. */
    private String boxes(String state, String colour, double y, double high) {
        StringBuilder boxes = new StringBuilder();
        int begun = -1;
        for (int i = 0; i <= seen.size(); i++) {
            boolean in = i < seen.size() && seen.get(i).equals(state);
            if (in && begun < 0) {
                begun = i;
            } else if (!in && begun >= 0) {
                double from = frame.across(frame.seconds()[begun]);
                double to = i < seen.size() ? frame.across(frame.seconds()[i]) : Frame.LEFT + Frame.ACROSS;
                boxes.append(Svg.box(colour + " swatch", from, y, to - from, high));
                begun = -1;
            }
        }
        return boxes.toString();
    }
}
