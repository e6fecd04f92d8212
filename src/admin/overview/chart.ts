/** The chart's own script: two lines over days, drawn by uPlot. Loaded by the overview alone. */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

/** A day of the site's calendar, "2026-11-23". */
interface Day {
	readonly date: string;
	readonly sales: number;
	readonly delivered: number;
}

/** Draws into the box; the answer removes what was drawn. */
export type DrawChart = (
	box: HTMLElement,
	days: readonly Day[],
	labels: { readonly day: string; readonly sales: string; readonly delivered: string }
) => () => void;

const HEIGHT = 220;

/** WordPress's own blue and green. */
const COLORS = { sales: '#2271b1', delivered: '#00a32a', grid: '#dcdcde', text: '#50575e' };

/** Noon, so that no time zone of the reader moves the day. */
const named = ( day: Day | undefined ): string =>
	day === undefined ? '' : new Date( `${ day.date }T12:00:00` ).toLocaleDateString( undefined, { day: 'numeric', month: 'short' } );

const draw: DrawChart = ( box, days, labels ) => {
	const axis = { stroke: COLORS.text, grid: { stroke: COLORS.grid, width: 1 }, ticks: { stroke: COLORS.grid } };
	const line = ( label: string, stroke: string, fill?: string ): uPlot.Series => ( {
		label,
		stroke,
		width: 2,
		points: { show: days.length < 40 },
		...( fill === undefined ? {} : { fill } ),
	} );
	const plot = new uPlot(
		{
			width: box.clientWidth,
			height: HEIGHT,
			cursor: { drag: { x: false, y: false } },
			// Days are counted, not timed: a day of 23 hours is as wide as the others.
			scales: { x: { time: false }, y: { range: ( _, __, most ) => [ 0, Math.max( 1, Math.ceil( most * 1.1 ) ) ] } },
			axes: [
				{ ...axis, incrs: [ 1, 2, 5, 7, 10, 15, 30 ], space: 60, values: ( _, ticks ) => ticks.map( ( tick ) => named( days[ tick ] ) ) },
				// Sales are whole numbers.
				{ ...axis, size: 44, values: ( _, ticks ) => ticks.map( ( tick ) => ( Number.isInteger( tick ) ? tick.toLocaleString() : '' ) ) },
			],
			series: [
				{ label: labels.day, value: ( _, index: number | null ) => ( index === null ? '–' : named( days[ index ] ) ) },
				line( labels.sales, COLORS.sales, 'rgba(34, 113, 177, 0.08)' ),
				line( labels.delivered, COLORS.delivered ),
			],
		},
		[ days.map( ( _, index ) => index ), days.map( ( { sales } ) => sales ), days.map( ( { delivered } ) => delivered ) ],
		box
	);
	const observer = new ResizeObserver( () => plot.setSize( { width: box.clientWidth, height: HEIGHT } ) );
	observer.observe( box );
	return () => {
		observer.disconnect();
		plot.destroy();
	};
};

window.duetChart = draw;
