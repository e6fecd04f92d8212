/** Fault matrix 31: Action Scheduler is busy with other plugins' work, or dies of it. WP-Cron and the shoppers' requests are clocks beside it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { missing } from '../../bin/site/index.ts';
import { databases, on, PIXEL, Rig } from './rig.ts';

const without = await missing( { plugins: [ 'woocommerce', 'duet' ] } );
const DUE = 50_000;
/** What other plugins have left to do, all due an hour ago; and the two clocks of one wp-cron.php, Action Scheduler's first. */
const flood = ( hook: string ) => `
	$actions = $wpdb->prefix . 'actionscheduler_actions';
	$wpdb->query( "DELETE FROM $actions" );
	$when = gmdate( 'Y-m-d H:i:s', time() - 3600 );
	$schedule = esc_sql( serialize( new ActionScheduler_SimpleSchedule( as_get_datetime_object( $when ) ) ) );
	foreach ( array_chunk( range( 1, ${ DUE } ), 1000 ) as $numbers ) {
		$wpdb->query( "INSERT INTO $actions ( hook, status, scheduled_date_gmt, scheduled_date_local, args, schedule, group_id, claim_id, priority ) VALUES " . implode( ',', array_map( static fn( int $n ): string => "( '${ hook }', 'pending', '$when', '$when', '[$n]', '$schedule', 0, 0, 10 )", $numbers ) ) );
	}
	wp_unschedule_hook( 'duet_drain' );
	wp_unschedule_hook( 'action_scheduler_run_queue' );
	wp_schedule_event( time() - 90, 'every_minute', 'action_scheduler_run_queue', array( 'WP Cron' ) );
	wp_schedule_event( time() - 30, 'duet_minute', 'duet_drain' );`;
const LEFT = `$wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}actionscheduler_actions WHERE hook LIKE 'flood%' AND status = 'pending'" )`;

describe.skipIf( without ).each( databases )( on( `flooded Action Scheduler${ without ? ` (${ without })` : '' }` ), ( database ) => {
	let rig: Rig;
	beforeAll( async () => {
		rig = await Rig.make( 'scheduler', database, { plugins: [ 'woocommerce', 'duet' ] } );
		writeFileSync(
			join( rig.site.root, 'wp-content/mu-plugins/flood.php' ),
			`<?php
			add_action( 'flood', static fn() => usleep( 2000 ) );
			add_action( 'flood_deadly', static function (): void { exit; } );
			// Its 30 seconds, shortened for the test.
			add_filter( 'action_scheduler_queue_runner_time_limit', static fn(): int => 3 );`
		);
	} );
	afterAll( () => rig?.stop() );
	beforeEach( () => rig.reset() );

	it( '31: with 50,000 actions due before it, the first wp-cron.php delivers', async () => {
		await rig.php( `${ flood( 'flood' ) } $fill( 1, 250, '${ PIXEL }' );` );
		await rig.site.wpCron();
		await rig.holds( 250, { delivered: 250 } );
		const left = await rig.php<number>( `echo (int) ${ LEFT };` );
		expect( left, 'the flood is being worked on' ).toBeLessThan( DUE );
		expect( left, 'and is not over' ).toBeGreaterThan( DUE / 2 );
	} );

	it( '31: actions that take their whole process with them delay a delivery by one minute, never longer', async () => {
		await rig.php( `${ flood( 'flood_deadly' ) } $fill( 1, 250, '${ PIXEL }' );` );
		await rig.site.wpCron();
		await rig.holds( 250, { pending: 250 } );
		// The next minute: WordPress's own lock of the dead process is over, and Action Scheduler's turn comes after ours.
		await rig.php( "delete_transient( 'doing_cron' );" );
		await rig.site.wpCron();
		await rig.holds( 250, { delivered: 250 } );
		expect( rig.repeats() ).toBe( 0 );
	} );
} );
