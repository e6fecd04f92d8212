<?php
declare(strict_types=1);

namespace Duet\Offline;

use Duet\Admin\AdminModule;
use Duet\Cli\Command;
use Duet\EventsApi\EventsApiModule;
use Duet\Outbox\OutboxModule;
use Duet\PipelineModule;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** Sales made elsewhere: tills, telephones, files. */
final class OfflineModule implements Module {

	public function __construct(
		private readonly Services $services,
		private readonly AdminModule $admin,
		private readonly OutboxModule $outbox,
		private readonly EventsApiModule $api,
		private readonly PipelineModule $pipeline,
	) {
	}

	public function register(): void {
		$action = new OfflineAction(
			$this->services->catalogue,
			$this->pipeline->pipeline,
			$this->services->key,
			$this->services->clock,
			$this->services->log,
			$this->services->guard
		);
		$action->register();
		$route = new OfflineRoute( $this->services->access, $this->import() );
		$route->register();
	}

	public function command(): Command {
		return new OfflineImport( $this->import() );
	}

	private function import(): Import {
		$set = new SiteOfflineSet(
			$this->services->settings,
			$this->admin->shop,
			$this->api->payload,
			$this->outbox->outbox()
		);
		return new Import(
			$this->services->settings,
			$this->services->catalogue,
			$set,
			$this->services->key,
			$this->services->clock
		);
	}
}
